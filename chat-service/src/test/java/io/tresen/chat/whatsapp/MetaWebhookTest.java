package io.tresen.chat.whatsapp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tresen.messaging.rest.Public;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetaWebhookTest {

    /** The handshake is signed by nobody and asks the database, so a stranger's are counted. */
    @Test
    void onlyWhatMetaSignsIsNotCounted() {
        List<String> free = Arrays.stream(MetaWebhook.class.getMethods())
                .filter(method -> method.isAnnotationPresent(GET.class) || method.isAnnotationPresent(POST.class))
                .filter(method -> method.isAnnotationPresent(Public.class)
                        ? !method.getAnnotation(Public.class).counted()
                        : !MetaWebhook.class.getAnnotation(Public.class).counted())
                .map(method -> method.getName())
                .toList();
        assertEquals(List.of("take"), free);
    }
}
