package io.tresen.messaging.rest;

import io.tresen.messaging.Rejection;
import jakarta.ws.rs.core.Response;

/**
 * A bean of this type renders the errors of some paths in another shape than a problem document (DESIGN 8: the Cloud API
 * paths answer Meta's error object, the token endpoint RFC 6749 section 5.2).
 */
public interface ErrorShape {

    /** True for the absolute paths that are this shape's. */
    boolean covers(String path);

    /** The answer, with a serialized String as entity and its media type. */
    Response answer(Rejection rejection);
}
