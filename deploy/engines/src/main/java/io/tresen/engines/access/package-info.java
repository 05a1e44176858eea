/**
 * Who may call what, tried out on a running service: each endpoint of its committed OpenAPI file and of its resource classes,
 * with every kind of token that must not open it ({@link io.tresen.engines.access.AccessMatrix}).
 */
package io.tresen.engines.access;
