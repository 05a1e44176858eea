package io.tresen.chat.timer;

import io.quarkus.scheduler.Scheduled;
import io.tresen.chat.AddressRates;
import io.tresen.chat.PasswordResets;
import io.tresen.chat.SignInTries;
import io.tresen.chat.StaffInvitations;
import io.tresen.chat.StaffSessions;
import io.tresen.chat.UnknownNumbers;
import io.tresen.chat.VerificationCodes;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.time.BusinessClock;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Forgets sessions, links and codes that have ended, and tries that are too old to count. */
@ApplicationScoped
public class EndedSessions {

    private final StaffSessions sessions;
    private final StaffInvitations invitations;
    private final PasswordResets resets;
    private final VerificationCodes codes;
    private final SignInTries tries;
    private final AddressRates rates;
    private final UnknownNumbers numbers;
    private final Database database;
    private final BusinessClock clock;

    EndedSessions(
            StaffSessions sessions,
            StaffInvitations invitations,
            PasswordResets resets,
            VerificationCodes codes,
            SignInTries tries,
            AddressRates rates,
            UnknownNumbers numbers,
            Database database,
            BusinessClock clock) {
        this.sessions = sessions;
        this.invitations = invitations;
        this.resets = resets;
        this.codes = codes;
        this.tries = tries;
        this.rates = rates;
        this.numbers = numbers;
        this.database = database;
        this.clock = clock;
    }

    @Scheduled(every = "1h", delayed = "2m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forget() {
        database.run(tx -> {
            sessions.forgetEnded(tx, Instant.now());
            invitations.forgetEnded(tx, clock.now());
            resets.forgetEnded(tx, clock.now());
            codes.forgetEnded(tx, Instant.now());
            tries.forgetOld(tx, Instant.now());
            rates.forgetOld(tx, Instant.now());
            numbers.forgetOld(tx);
        });
    }
}
