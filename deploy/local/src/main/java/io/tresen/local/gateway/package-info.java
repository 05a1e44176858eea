/**
 * The one origin of the local platform: a reverse proxy by path prefix (INTERFACE.md 1), the switches of section 10, and
 * the demo shop's pictures. In a cluster an HTTPRoute stands here, so nothing but the routes may be relied on.
 */
package io.tresen.local.gateway;
