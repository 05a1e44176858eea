/**
 * Races: two or more callers at one thing at the same moment, over REST. Whoever comes first, exactly one outcome is allowed,
 * and each repetition is looked at when it is over.
 */
package io.tresen.proof.races;
