package io.tresen.chat;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** This replica's open streams: woken by a commit here, or by {@code chat.pushed.v1} for one on another replica. */
@ApplicationScoped
public class Streams {

    private final Map<UUID, Set<Runnable>> byConversation = new ConcurrentHashMap<>();

    /** Calls {@code wake} at every new message of the conversation, on any thread; it must be quick. */
    public void listen(UUID conversationId, Runnable wake) {
        byConversation.compute(conversationId, (id, listeners) -> {
            Set<Runnable> all = listeners == null ? ConcurrentHashMap.newKeySet() : listeners;
            all.add(wake);
            return all;
        });
    }

    /** Ends {@link #listen}. */
    public void leave(UUID conversationId, Runnable wake) {
        byConversation.computeIfPresent(conversationId, (id, listeners) -> {
            listeners.remove(wake);
            return listeners.isEmpty() ? null : listeners;
        });
    }

    /** There is something new in the conversation. */
    public void wake(UUID conversationId) {
        byConversation.getOrDefault(conversationId, Set.of()).forEach(Runnable::run);
    }
}
