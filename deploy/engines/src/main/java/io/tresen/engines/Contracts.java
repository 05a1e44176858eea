package io.tresen.engines;

import java.lang.reflect.InvocationTargetException;

/**
 * What a deployment does with fresh engines: create the topics, register the schemas. Both are tresen-messaging's, called
 * by name: its own tests run on these engines, so this module can't depend on it.
 */
final class Contracts {

    private Contracts() {}

    static void createTopics(String bootstrapServers, int partitions) {
        call(
                "io.tresen.messaging.deploy.Topology",
                "createTopics",
                new Class<?>[] {String.class, int.class},
                bootstrapServers,
                partitions);
    }

    static void registerSchemas(String ccompatUrl) {
        call("io.tresen.messaging.deploy.SchemaRegistration", "registerAll", new Class<?>[] {String.class}, ccompatUrl);
    }

    private static void call(String type, String method, Class<?>[] parameters, Object... arguments) {
        try {
            Class.forName(type).getMethod(method, parameters).invoke(null, arguments);
        } catch (InvocationTargetException e) {
            throw new EngineFailure(method + " failed: " + e.getCause(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new EngineFailure("tresen-messaging is not on the test class path: " + e, e);
        }
    }
}
