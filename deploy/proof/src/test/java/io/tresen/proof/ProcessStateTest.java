package io.tresen.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A pause that stopped nothing is seen. */
class ProcessStateTest {

    private Process process;

    @BeforeEach
    void start() throws IOException {
        process = new ProcessBuilder("sleep", "60").start();
    }

    @AfterEach
    void end() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Test
    void a_stopped_process_is_told_from_one_that_goes_on() throws Exception {
        signal("STOP");
        assertEquals(List.of(), ProcessState.notStopped("order", OptionalLong.of(process.pid())));
        signal("CONT");
        assertNotEquals('T', ProcessState.of(process.pid()));
    }

    @Test
    void a_process_that_nobody_has_stopped_is_told_with_its_state() {
        List<String> wrong = ProcessState.notStopped("order", OptionalLong.of(process.pid()), Duration.ZERO);
        assertEquals(1, wrong.size());
        assertTrue(wrong.get(0).matches("process " + process.pid() + " of order is in state [RSD], not stopped"));
    }

    @Test
    void a_part_without_a_process_is_not_stopped() {
        assertEquals(List.of("order has no process"), ProcessState.notStopped("order", OptionalLong.empty()));
    }

    @Test
    void a_process_that_is_gone_is_in_no_state() throws InterruptedException {
        process.destroyForcibly().waitFor();
        assertEquals('X', ProcessState.of(process.pid()));
    }

    private void signal(String signal) throws IOException, InterruptedException {
        new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process.pid())
                .start()
                .waitFor();
    }
}
