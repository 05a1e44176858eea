package io.tresen.payment;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.Base64;

/** Makes names of pay pages: 192 random bits, so that nobody finds one by trying. */
@ApplicationScoped
public class PayTokens {

    private static final int BYTES = 24;

    private final SecureRandom random = new SecureRandom();

    /** A name that no page has. */
    public String fresh() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The order with a pay token, where it is paid on a page. */
    PaymentOrder given(PaymentOrder asked) {
        if (asked.method() == PaymentMethod.COD) {
            return asked;
        }
        return new PaymentOrder(
                asked.orderId(),
                asked.businessId(),
                asked.orderNo(),
                asked.shopperId(),
                asked.conversationId(),
                asked.method(),
                asked.amount(),
                asked.parts(),
                fresh(),
                asked.payBy(),
                asked.withdrawn(),
                asked.collectionOpen(),
                asked.refundWanted(),
                asked.allAsked());
    }
}
