package io.tresen.engines.badinput;

import io.tresen.engines.access.Callers;
import java.util.Map;

/**
 * Who calls, and what there is to call about: what the access table's ids name. Accepted requests use it up (an order is
 * cancelled, a product deleted), so that a long run makes a new one from time to time.
 */
public record Scene(Callers callers, Map<String, String> things) {}
