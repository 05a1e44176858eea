package io.tresen.notification;

import java.util.List;

/**
 * What one step of a wave does.
 *
 * @param told who is told, oldest first
 * @param suppressed who is passed over
 * @param roomLeft how many more could be told now
 */
public record WaveStep(List<Candidate> told, List<Suppression> suppressed, long roomLeft) {}
