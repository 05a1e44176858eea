package io.tresen.order;

/** Numbers that people can read to each other. */
final class OrderNumbers {

    private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int SHORTEST = 5;

    private OrderNumbers() {}

    /** T and at least five characters of Crockford's base 32, which has no I, L, O and U. @param n 1, 2, 3 … */
    static String of(long n) {
        StringBuilder digits = new StringBuilder();
        for (long rest = n; rest > 0 || digits.length() < SHORTEST; rest /= DIGITS.length()) {
            digits.append(DIGITS.charAt((int) (rest % DIGITS.length())));
        }
        return "T" + digits.reverse();
    }

    /** What {@link #of} made a number of. @throws IllegalArgumentException when it made none like that */
    static long parse(String number) {
        if (!number.matches("T[" + DIGITS + "]{5,12}")) {
            throw new IllegalArgumentException(number + " is no order number");
        }
        long n = 0;
        for (char digit : number.substring(1).toCharArray()) {
            n = n * DIGITS.length() + DIGITS.indexOf(digit);
        }
        return n;
    }
}
