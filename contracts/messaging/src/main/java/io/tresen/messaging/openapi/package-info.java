/**
 * What a service's OpenAPI file says beyond its paths and bodies: refusals and idempotency keys, read from the annotations that
 * decide them. Works while a service is built.
 */
package io.tresen.messaging.openapi;
