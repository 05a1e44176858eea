package io.tresen.chat;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;

/** This replica's open streams: woken by a commit here, or by {@code chat.pushed.v1} for one on another replica. */
@ApplicationScoped
public class Streams {

    private final Map<UUID, Set<LongConsumer>> byConversation = new ConcurrentHashMap<>();

    /** Calls {@code wake} with the position whenever the conversation is woken, on any thread; it must be quick. */
    public void listen(UUID conversationId, LongConsumer wake) {
        byConversation.compute(conversationId, (id, listeners) -> {
            Set<LongConsumer> all = listeners == null ? ConcurrentHashMap.newKeySet() : listeners;
            all.add(wake);
            return all;
        });
    }

    /** Ends {@link #listen}. */
    public void leave(UUID conversationId, LongConsumer wake) {
        byConversation.computeIfPresent(conversationId, (id, listeners) -> {
            listeners.remove(wake);
            return listeners.isEmpty() ? null : listeners;
        });
    }

    /** There is something new in the conversation. @param position as in {@link ChatEvent.MessagePushed} */
    public void wake(UUID conversationId, long position) {
        byConversation.getOrDefault(conversationId, Set.of()).forEach(wake -> wake.accept(position));
    }
}
