package io.tresen.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tresen.chat.assistant.NoticeTemplates;
import io.tresen.chat.message.MetaError;
import io.tresen.chat.message.Template;
import io.tresen.chat.message.TemplateCreation;
import io.tresen.messaging.db.Tx;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Message templates of a business: its own, approved as soon as they are created, and the built-in ones of our notices. */
@ApplicationScoped
public class Templates {

    private static final String COLUMNS =
            "template_id, name, language, category, status, components::text as components";
    private static final List<Template> BUILT_IN = NoticeTemplates.all();

    private final Texts texts;

    Templates(Texts texts) {
        this.texts = texts;
    }

    /** Creates one. @throws io.tresen.messaging.RejectedException 100 when name and language are taken */
    public Template create(Tx tx, Instant now, UUID businessId, TemplateCreation wished) {
        return tx.one(
                        "insert into message_template (business_id, name, language, category, status, components,"
                                + " created_at) values ($1, $2, $3, $4, 'approved', $5::text::jsonb, $6)"
                                + " on conflict (business_id, name, language) do nothing returning " + COLUMNS,
                        businessId,
                        wished.name(),
                        wished.language(),
                        word(wished.category()),
                        texts.write(wished.components()),
                        Times.utc(now))
                .map(this::template)
                .orElseThrow(() -> MetaError.TEMPLATE_EXISTS
                        .because("name: there is already a template of this name in this language")
                        .exception());
    }

    /** Changes components and status; null leaves them. Empty when the tenant has no such template of its own. */
    public Optional<Template> edit(
            Tx tx, UUID businessId, String templateId, JsonNode components, Template.Status status) {
        return tx.one(
                        "update message_template set components = coalesce($3::text::jsonb, components),"
                                + " status = coalesce($4, status) where business_id = $1 and template_id = $2 returning "
                                + COLUMNS,
                        businessId,
                        templateId,
                        texts.write(components),
                        status == null ? null : word(status))
                .map(this::template);
    }

    /** Removes all languages of a name, or the one of an id where that is not null. False when there was none. */
    public boolean remove(Tx tx, UUID businessId, String name, String templateId) {
        return tx.update(
                        "delete from message_template where business_id = $1 and name = $2"
                                + " and ($3::text is null or template_id = $3)",
                        businessId,
                        name,
                        templateId)
                > 0;
    }

    /** What is sent under a name and a language. */
    public Optional<Template> find(Tx tx, UUID businessId, String name, String language) {
        Optional<Template> builtIn = BUILT_IN.stream()
                .filter(it -> it.name().equals(name) && it.language().equals(language))
                .findFirst();
        return builtIn.or(() -> tx.one(
                        "select " + COLUMNS + " from message_template"
                                + " where business_id = $1 and name = $2 and language = $3",
                        businessId,
                        name,
                        language)
                .map(this::template));
    }

    /** One by its id. */
    public Optional<Template> byId(Tx tx, UUID businessId, String templateId) {
        return BUILT_IN.stream()
                .filter(it -> it.id().equals(templateId))
                .findFirst()
                .or(() -> tx.one(
                                "select " + COLUMNS
                                        + " from message_template where business_id = $1 and template_id = $2",
                                businessId,
                                templateId)
                        .map(this::template));
    }

    /** All of a business, by name and language. */
    public List<Template> all(Tx tx, UUID businessId) {
        List<Template> all = new ArrayList<>(BUILT_IN);
        tx.list("select " + COLUMNS + " from message_template where business_id = $1", businessId)
                .forEach(row -> all.add(template(row)));
        all.sort(Comparator.comparing(Template::name).thenComparing(Template::language));
        return all;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private Template template(Row row) {
        return new Template(
                row.getString("template_id"),
                row.getString("name"),
                row.getString("language"),
                Template.Category.valueOf(row.getString("category").toUpperCase(Locale.ROOT)),
                Template.Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                texts.read(row.getString("components"), JsonNode.class));
    }
}
