package io.tresen.engines;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OpenApiDocumentTest {

    private static List<String> faults(String operation) {
        return OpenApiDocument.faults(
                """
                {"paths": {"/coats/{id}": {"summary": "coats", "get": %s}},
                 "components": {"schemas": {"Coat": {"type": "object"}}}}"""
                        .formatted(operation));
    }

    @Test
    void a_sound_document_has_no_fault() {
        assertEquals(
                List.of(),
                faults(
                        """
                        {"parameters": [{"name": "id", "in": "path", "required": true}],
                         "responses": {"200": {"description": "OK", "content": {"application/json":
                           {"schema": {"$ref": "#/components/schemas/Coat"}}}}}}"""));
    }

    @Test
    void references_that_lead_nowhere_and_variables_that_nobody_declares_are_faults() {
        assertEquals(
                List.of(
                        "/paths//coats/{id}/get/responses/404: #/components/responses/NotFound leads nowhere",
                        "get /coats/{id}: id is not declared"),
                faults("{\"responses\": {\"404\": {\"$ref\": \"#/components/responses/NotFound\"}}}"));
    }

    @Test
    void an_edit_that_is_never_told_to_be_late_and_callers_whom_nobody_knows_are_faults() {
        assertEquals(
                List.of("get /coats/{id}: If-Match without 412", "nothing says by what a caller is known"),
                faults(
                        """
                        {"parameters": [{"name": "id", "in": "path", "required": true},
                                        {"name": "If-Match", "in": "header"}],
                         "responses": {"401": {"description": "Unauthorized"}}}"""));
    }

    @Test
    void words_in_capitals_are_faults() {
        assertEquals(
                Set.of(
                        "/components/schemas/Size: LARGE is in capitals",
                        "/components/schemas/Coat/properties/fit: Slim is in capitals"),
                Set.copyOf(
                        OpenApiDocument.faults(
                                """
                        {"components": {"schemas": {
                           "Size": {"type": "string", "enum": ["small", "LARGE"]},
                           "Coat": {"type": "object", "properties": {
                             "enum": {"type": "string"}, "fit": {"enum": ["Slim", "wide", null, 7]}}}}}}""")));
    }

    @Test
    void responses_without_words_and_parameters_that_come_twice_or_may_be_absent_are_faults() {
        assertEquals(
                List.of(
                        "get /coats/{id}: 200 has no description",
                        "get /coats/{id}: path id is not required",
                        "get /coats/{id}: path id is declared twice"),
                faults(
                        """
                        {"parameters": [{"name": "id", "in": "path"}, {"name": "id", "in": "path", "required": true}],
                         "responses": {"200": {}}}"""));
        assertEquals(
                List.of("get /coats/{id}: no response"),
                faults("{\"parameters\": [{\"name\": \"id\", \"in\": \"path\", \"required\": true}]}"));
    }
}
