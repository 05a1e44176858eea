/**
 * What a service's OpenAPI file says beyond its paths and bodies: refusals, idempotency keys and bodies that may be left out, read from the annotations that
 * decide them; and what JSON makes of Java's types. Works while a service is built.
 */
package io.tresen.messaging.openapi;
