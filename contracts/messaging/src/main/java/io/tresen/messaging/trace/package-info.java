/**
 * One trace from a request to its last effect (DESIGN 4): a request begins one, an event carries it in {@code traceparent}, a
 * consumer goes on with it. Off unless {@code tresen.otlp.endpoint} says where spans go. What a span says of a request or an
 * event is listed here and nowhere else, because paths, queries and statements hold tokens and ids of people.
 */
package io.tresen.messaging.trace;
