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
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Message templates of a business: its own, approved as soon as they are created, and the built-in ones of our notices. */
@ApplicationScoped
public class Templates {

    private static final String COLUMNS =
            "template_id, name, language, category, status, components::text as components";
    /** As many a business may have of its own; Meta's bound for an account that is not verified. */
    static final int MOST = 250;

    private final Texts texts;
    private final List<Template> builtIn;

    Templates(Texts texts, @ConfigProperty(name = "tresen.origin") String origin) {
        this.texts = texts;
        this.builtIn = NoticeTemplates.all(origin);
    }

    /**
     * Which ones are listed; each null for all.
     *
     * @param name what the name contains
     * @param content what the name or a component contains
     * @param category word in any case, as is {@code status}; an unknown one finds nothing
     */
    public record Filter(String name, String content, String language, String category, String status) {

        boolean passes(Template template) {
            return (name == null || template.name().contains(name))
                    && (content == null
                            || template.name().contains(content)
                            || template.components().toString().contains(content))
                    && (language == null || template.language().equals(language))
                    && (category == null || template.category().name().equalsIgnoreCase(category))
                    && (status == null || template.status().name().equalsIgnoreCase(status));
        }
    }

    /** Creates one. @throws io.tresen.messaging.RejectedException 100 when name and language are taken, or 250 are there */
    public Template create(Tx tx, Instant now, UUID businessId, TemplateCreation wished) {
        tx.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", "templates of " + businessId);
        Template created = tx.one(
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
        long count = tx.one("select count(*) as n from message_template where business_id = $1", businessId)
                .orElseThrow()
                .getLong("n");
        if (count > MOST) {
            throw MetaError.INVALID_PARAMETER
                    .because("name: an account has at most " + MOST + " templates")
                    .exception();
        }
        return created;
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
        Optional<Template> ours = builtIn.stream()
                .filter(it -> it.name().equals(name) && it.language().equals(language))
                .findFirst();
        return ours.or(() -> tx.one(
                        "select " + COLUMNS + " from message_template"
                                + " where business_id = $1 and name = $2 and language = $3",
                        businessId,
                        name,
                        language)
                .map(this::template));
    }

    /** One by its id. */
    public Optional<Template> byId(Tx tx, UUID businessId, String templateId) {
        return builtIn.stream()
                .filter(it -> it.id().equals(templateId))
                .findFirst()
                .or(() -> tx.one(
                                "select " + COLUMNS
                                        + " from message_template where business_id = $1 and template_id = $2",
                                businessId,
                                templateId)
                        .map(this::template));
    }

    /** Those of a business behind a name and a language, in this order; "" and "" for the beginning. */
    public List<Template> page(
            Tx tx, UUID businessId, Filter filter, String afterName, String afterLanguage, int limit) {
        List<Template> page = new ArrayList<>(builtIn.stream()
                .filter(filter::passes)
                .filter(it -> isBehind(it, afterName, afterLanguage))
                .toList());
        tx.list(
                        "select " + COLUMNS + " from message_template where business_id = $1"
                                + " and (name collate \"C\", language collate \"C\") > ($2::text, $3::text)"
                                + " and ($4::text is null or position($4 in name) > 0)"
                                + " and ($5::text is null or position($5 in name) > 0"
                                + " or position($5 in components::text) > 0)"
                                + " and ($6::text is null or language = $6) and ($7::text is null or category = lower($7))"
                                + " and ($8::text is null or status = lower($8))"
                                + " order by name collate \"C\", language collate \"C\" limit $9",
                        businessId,
                        afterName,
                        afterLanguage,
                        filter.name(),
                        filter.content(),
                        filter.language(),
                        filter.category(),
                        filter.status(),
                        limit)
                .forEach(row -> page.add(template(row)));
        page.sort(Comparator.comparing(Template::name).thenComparing(Template::language));
        return page.subList(0, Math.min(limit, page.size()));
    }

    private static boolean isBehind(Template template, String name, String language) {
        int names = template.name().compareTo(name);
        return names > 0 || names == 0 && template.language().compareTo(language) > 0;
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
