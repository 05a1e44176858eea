package io.tresen.chat.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tresen.chat.StaffMember;
import java.time.Instant;
import java.util.UUID;

/** A person of the business; the e-mail is for owners, programs and the person. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StaffView(UUID staffId, StaffMember.Role role, String displayName, String email, Instant joinedAt) {

    static StaffView of(StaffMember member) {
        return new StaffView(member.id(), member.role(), member.displayName(), member.email(), member.joinedAt());
    }

    StaffView withoutEmail() {
        return new StaffView(staffId, role, displayName, null, joinedAt);
    }
}
