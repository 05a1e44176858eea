package io.tresen.proof.journeys;

import io.tresen.proof.RebuiltCopies;
import org.junit.jupiter.api.Order;

@Order(Integer.MAX_VALUE)
class RebuiltCopiesIT extends RebuiltCopies {}
