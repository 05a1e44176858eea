package io.tresen.payment.wallet;

import static io.tresen.payment.wallet.WalletTransferRows.time;

import io.tresen.messaging.db.Tx;
import io.tresen.payment.OrderKey;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * All SQL of transfers. A transfer's row is locked before anything of it is decided, and before any balance; where it pays an
 * order, after that order's row.
 */
@ApplicationScoped
public class WalletTransfers {

    /** A line of a list: the transfer and its place, by which the list goes on. */
    public record Listed(WalletTransfer transfer, long position) {}

    /** One whose time is over. */
    public record Due(UUID businessId, UUID transferId) {}

    /** Puts a new one in. @return false when its id has a row already */
    boolean insert(Tx tx, WalletTransfer transfer) {
        return tx.update(
                        """
                        insert into wallet_transfer (business_id, transfer_id, kind, payer_id, payee_id, amount_minor,
                          currency, note, order_id, conversation_id, status, code, by_kind, by_id, created_at,
                          authorised_at, expires_at, version, pays_order)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
                        on conflict do nothing""",
                        transfer.businessId(),
                        transfer.id(),
                        transfer.kind().word(),
                        transfer.payerId(),
                        transfer.payeeId(),
                        transfer.amount() == null ? null : transfer.amount().amountMinor(),
                        transfer.amount() == null ? null : transfer.amount().currency(),
                        transfer.note(),
                        transfer.orderId(),
                        transfer.conversationId(),
                        transfer.status().word(),
                        transfer.code(),
                        transfer.begunBy().word(),
                        transfer.begunBy().id(),
                        time(transfer.createdAt()),
                        time(transfer.authorisedAt()),
                        time(transfer.expiresAt()),
                        transfer.version(),
                        transfer.paysOrder())
                == 1;
    }

    /** Writes what a decision changed; the row is locked. */
    void save(Tx tx, WalletTransfer transfer) {
        tx.update(
                """
                update wallet_transfer set status = $3, authorised_at = $4, expires_at = $5, version = $6, payment_id = $7
                where business_id = $1 and transfer_id = $2""",
                transfer.businessId(),
                transfer.id(),
                transfer.status().word(),
                time(transfer.authorisedAt()),
                time(transfer.expiresAt()),
                transfer.version(),
                transfer.paymentId());
    }

    /** The transfer with its row locked, a refused one too; empty for another tenant's. */
    Optional<WalletTransfer> lock(Tx tx, UUID businessId, UUID transferId) {
        return tx.one(
                        "select * from wallet_transfer where business_id = $1 and transfer_id = $2 for update",
                        businessId,
                        transferId)
                .map(WalletTransferRows::transfer);
    }

    /** The open ones that would pay an order, their rows locked; the order's row is locked before. */
    List<WalletTransfer> lockRequestsFor(Tx tx, OrderKey order) {
        return tx
                .list(
                        """
                        select * from wallet_transfer
                        where business_id = $1 and order_id = $2 and pays_order and status = 'requested'
                        order by transfer_id for update""",
                        order.businessId(),
                        order.orderId())
                .stream()
                .map(WalletTransferRows::transfer)
                .toList();
    }

    /** How many would pay an order and wait for their payer; the order's row is locked before. */
    long openRequestsFor(Tx tx, OrderKey order) {
        return tx.one(
                        """
                        select count(*) as open from wallet_transfer
                        where business_id = $1 and order_id = $2 and pays_order and status = 'requested'""",
                        order.businessId(),
                        order.orderId())
                .orElseThrow()
                .getLong("open");
    }

    /** The transfer; empty for another tenant's and for one that was refused. */
    public Optional<WalletTransfer> find(Tx tx, UUID businessId, UUID transferId) {
        return tx.one(
                        """
                        select * from wallet_transfer
                        where business_id = $1 and transfer_id = $2 and status <> 'refused'""",
                        businessId,
                        transferId)
                .map(WalletTransferRows::transfer);
    }

    /**
     * A page of those of a business, newest first, with one more than {@code limit}.
     *
     * @param shopperId null for all; else those that the shopper pays or is offered
     * @param status null for all
     * @param before place after which the list goes on; null for its beginning
     */
    public List<Listed> list(
            Tx tx, UUID businessId, UUID shopperId, WalletTransferStatus status, Long before, int limit) {
        return tx
                .list(
                        """
                        select * from wallet_transfer
                        where business_id = $1 and status <> 'refused'
                          and ($2::uuid is null or payer_id = $2
                               or payee_id = $2 and (kind = 'request' or authorised_at is not null))
                          and ($3::text is null or status = $3) and ($4::bigint is null or position < $4)
                        order by position desc limit $5""",
                        businessId,
                        shopperId,
                        status == null ? null : status.word(),
                        before,
                        limit + 1)
                .stream()
                .map(WalletTransfers::listed)
                .toList();
    }

    /** Those that wait for a shopper's PIN: the own ones and the shop's first, each oldest first. @param now business time */
    public List<WalletTransfer> waitingFor(Tx tx, UUID businessId, UUID payerId, Instant now, int limit) {
        return tx
                .list(
                        """
                        select * from wallet_transfer
                        where business_id = $1 and payer_id = $2 and status = 'requested' and expires_at > $3
                        order by kind = 'request' and payee_id is not null, position limit $4""",
                        businessId,
                        payerId,
                        time(now),
                        limit)
                .stream()
                .map(WalletTransferRows::transfer)
                .toList();
    }

    /** Why a shopper may not ask this payer now, with the asker's requests locked against others of theirs. */
    Optional<WalletTransferRejection> tooManyRequests(Tx tx, UUID businessId, UUID payeeId, UUID payerId, Instant now) {
        tx.one("select pg_advisory_xact_lock(hashtextextended($1, 7))", "requests of " + businessId + payeeId);
        return tx.one(
                        """
                        select count(*) as open, count(*) filter (where payer_id = $3) as to_payer from wallet_transfer
                        where business_id = $1 and payee_id = $2 and kind = 'request' and status = 'requested'
                          and expires_at > $4""",
                        businessId,
                        payeeId,
                        payerId,
                        time(now))
                .flatMap(row -> WalletTransferRules.tooManyRequests(row.getLong("open"), row.getLong("to_payer")));
    }

    /**
     * Minor units that a payer agreed to after {@code since} and that did not come back; without orders, which have no limit
     * on their pay page either. Under the payer's lock.
     */
    long spentMinor(Tx tx, UUID businessId, UUID payerId, Instant since) {
        return tx.one(
                        """
                        select coalesce(sum(amount_minor), 0)::bigint as spent from wallet_transfer
                        where business_id = $1 and payer_id = $2 and authorised_at > $3
                          and status in ('pending', 'posted') and not pays_order""",
                        businessId,
                        payerId,
                        time(since))
                .orElseThrow()
                .getLong("spent");
    }

    /** Some whose time is over, of all tenants, longest first. @param now business time */
    public List<Due> due(Tx tx, Instant now, int limit) {
        return tx
                .list(
                        """
                        select business_id, transfer_id from wallet_transfer
                        where status in ('requested', 'pending') and expires_at <= $1 order by expires_at limit $2""",
                        time(now),
                        limit)
                .stream()
                .map(row -> new Due(row.getUUID("business_id"), row.getUUID("transfer_id")))
                .toList();
    }

    /** One that is due, its row locked; empty when another replica or an answer has it in hand. */
    Optional<WalletTransfer> lockDue(Tx tx, Due due) {
        return tx.one(
                        """
                        select * from wallet_transfer where business_id = $1 and transfer_id = $2
                        for update skip locked""",
                        due.businessId(),
                        due.transferId())
                .map(WalletTransferRows::transfer);
    }

    private static Listed listed(Row row) {
        return new Listed(WalletTransferRows.transfer(row), row.getLong("position"));
    }
}
