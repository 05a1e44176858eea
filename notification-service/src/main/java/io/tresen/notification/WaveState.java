package io.tresen.notification;

import java.time.Instant;

/**
 * What a step of a wave is decided on.
 *
 * @param availability read just now
 * @param onSale false while the product is hidden or removed
 * @param toldInInterval notices of the last {@link WaveRules#INTERVAL} that were not suppressed
 * @param oldestTold when the oldest of them was requested; null when there is none
 */
public record WaveState(Availability availability, boolean onSale, long toldInInterval, Instant oldestTold) {}
