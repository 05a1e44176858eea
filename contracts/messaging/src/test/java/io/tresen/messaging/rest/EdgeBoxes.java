package io.tresen.messaging.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.UUID;

/** Classes whose paths begin with one another's, as those of orders, of one order and of its parts do. */
final class EdgeBoxes {

    private EdgeBoxes() {}

    @Path("/edge/boxes")
    @Produces(MediaType.APPLICATION_JSON)
    @Public
    public static class All {

        @GET
        public Map<String, Object> list() {
            return Map.of();
        }

        /** A path that the class of one box begins as well, and does not know. */
        @GET
        @Path("/{id}/key")
        public Map<String, Object> key(@PathParam("id") UUID id) {
            return Map.of("id", id);
        }

        /** A path of which the class of one box knows another method. */
        @PUT
        @Path("/{id}")
        public Map<String, Object> put(@PathParam("id") UUID id) {
            return Map.of("id", id);
        }
    }

    @Path("/edge/boxes/{id}")
    @Produces(MediaType.APPLICATION_JSON)
    @Public
    public static class One {

        @GET
        public Map<String, Object> read(@PathParam("id") UUID id) {
            return Map.of("id", id);
        }
    }

    @Path("/edge/boxes/{id}/lid")
    @Produces(MediaType.APPLICATION_JSON)
    @Public
    public static class Lid {

        @POST
        public Map<String, Object> close(@PathParam("id") UUID id) {
            return Map.of("id", id);
        }
    }
}
