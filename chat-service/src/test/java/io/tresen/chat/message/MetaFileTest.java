package io.tresen.chat.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The file with our patches is what we measure messages by, so it has to take its own examples. */
class MetaFileTest {

    /** Examples that contradict their schemas in what we don't speak, or that hold a place-holder or a slip. */
    private static final Set<String> EXCEPTIONS = Set.of(
            "get /{Version}/{Phone-Number-ID}/call_permissions 200 Granted Permission",
            "post /{Version}/{Phone-Number-ID}/calls 200 Connect Call Response",
            "post /{Version}/{Phone-Number-ID}/calls 200 Terminate Call Response",
            "post /{Version}/{Phone-Number-ID}/messages request Send Multi-Product Message",
            "post /{Version}/{Phone-Number-ID}/messages request Send Sample Issue Resolution Template",
            "get /{Version}/{Phone-Number-ID}/message_qrdls/{QR-Code-ID} 200 default_fields",
            "get /{Version}/{Phone-Number-ID}/message_qrdls/{QR-Code-ID} 200 with_qr_image_svg",
            "get /{Version}/{Phone-Number-ID}/message_qrdls/{QR-Code-ID} 200 with_creation_time",
            "get /{Version}/{Phone-Number-ID}/business_compliance_info 200 complete_compliance_info",
            "get /{Version}/{Phone-Number-ID}/business_compliance_info 200 minimal_compliance_info",
            "post /{Version}/{Phone-Number-ID}/business_compliance_info request complete_update",
            "post /{Version}/{Phone-Number-ID}/business_compliance_info request custom_entity_update",
            "get /{Version}/{OBO-Mobility-Intent-ID} 200 active_intent",
            "get /{Version}/{WABA-ID}/phone_numbers 200 multiple_phone_numbers",
            "post /{Version}/{WABA-ID}/set_obo_mobility_intent 200 successful_intent",
            "post /{Version}/{WABA-ID}/set_obo_mobility_intent 200 failed_intent",
            "post /whatsapp/webhooks request Group Create Message",
            "post /whatsapp/webhooks request Group Settings Update",
            "post /whatsapp/webhooks request Group Remove Participants");

    private static MetaFile meta;

    @BeforeAll
    static void load() {
        Optional<MetaFile> file = MetaFile.load();
        Assumptions.assumeTrue(file.isPresent());
        meta = file.get();
    }

    @Test
    void everyExampleOfTheFilePassesButThoseNamed() {
        Set<String> failed = new TreeSet<>();
        StringBuilder faults = new StringBuilder();
        for (MetaFile.Example example : meta.examples()) {
            String fault = meta.faults(example);
            if (!fault.isEmpty()) {
                failed.add(example.place());
                faults.append(example.place()).append(": ").append(fault).append('\n');
            }
        }
        assertTrue(meta.examples().size() > 450, "so many examples has the file");
        assertEquals(new TreeSet<>(EXCEPTIONS), failed, faults.toString());
    }

    @Test
    void thePatchedFileStillRefuses() throws Exception {
        for (String wrong : new String[] {
            "{'messaging_product': 'whatsapp', 'type': 'text', 'text': {'body': 'x'}}",
            "{'messaging_product': 'whatsapp', 'to': '1', 'type': 'text', 'text': {'body': 7}}",
            "{'messaging_product': 'whatsapp', 'to': '1', 'type': 'image', 'image': {}}",
            "{'messaging_product': 'whatsapp', 'to': '1', 'type': 'interactive', 'interactive': {'type': 'list', 'body':"
                    + " {'text': 'b'}, 'action': {'button': 'x', 'sections': []}}}",
            "{'messaging_product': 'whatsapp', 'to': '1', 'type': 'interactive', 'interactive': {'type': 'order_details',"
                    + " 'body': {'text': 'b'}, 'action': {'name': 'review_and_pay', 'parameters': {}}}}",
            "{'messaging_product': 'whatsapp', 'to': '1', 'type': 'template', 'template': {'name': 't', 'language':"
                    + " {'code': 'en'}, 'components': [{'type': 'body', 'parameters': [{'type': 'text'}]}]}}"
        }) {
            JsonNode message = new ObjectMapper().readTree(wrong.replace('\'', '"'));
            assertFalse(meta.faultsOfSend(message).isEmpty(), wrong);
        }
    }
}
