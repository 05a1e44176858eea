package io.tresen.chat.message;

/**
 * The bounds of Meta's messages: texts in code points, lists in entries. The one table of them, for every sender. Each names
 * its source: a schema of {@code meta-business-messaging-api_v23.0.yaml} ("schema …"), a page below
 * {@code developers.facebook.com/docs/whatsapp} ("page …"), or INTERFACE where it is narrower or wider.
 */
public enum Limits {
    RECIPIENT(64, "ours: a wa_id, an id or a phone number"),
    MESSAGE_ID(256, "ours: an id is a short text"),
    TEXT_BODY(4096, "schema TextMessage_1.body, INTERFACE 4"),
    CAPTION(1024, "schema MediaObject_1.caption"),
    FILENAME(240, "page cloud-api/messages/document-messages"),
    LINK(2000, "page business-management-api/message-templates (url)"),
    MEDIA_ID(256, "ours: an id is a short text"),
    PLACE_NAME(1000, "page cloud-api/messages/location-messages"),
    PLACE_ADDRESS(1000, "page cloud-api/messages/location-messages"),
    CONTACTS(5, "schema ContactsMessage.contacts"),
    CONTACT_ENTRIES(20, "ours: phones, addresses … of one contact"),
    CONTACT_TEXT(1000, "ours: a field of a contact"),
    HEADER_TEXT(60, "schema HeaderObject.text"),
    HEADER_SUB_TEXT(60, "schema HeaderObject.sub_text"),
    INTERACTIVE_BODY(1024, "schema BodyObject.text"),
    LIST_BODY(4096, "page cloud-api/messages/interactive-list-messages, INTERFACE 4"),
    FOOTER(60, "schema FooterObject.text"),
    BUTTONS(3, "schema ActionObject.buttons"),
    BUTTON_ID(256, "schema ActionObject.buttons.reply.id"),
    BUTTON_TITLE(20, "schema ActionObject.buttons.reply.title"),
    LIST_BUTTON(20, "schema ActionObject.button"),
    SECTIONS(10, "schema ActionObject.sections"),
    SECTION_TITLE(24, "schema SectionObject.title"),
    ROWS(10, "schema SectionObject.rows; over all sections: INTERFACE 4"),
    ROW_ID(200, "schema SectionObject.rows.id"),
    ROW_TITLE(24, "schema SectionObject.rows.title"),
    ROW_DESCRIPTION(72, "schema SectionObject.rows.description"),
    CATALOG_ID(256, "ours: an id is a short text"),
    PRODUCT_ID(100, "INTERFACE 1"),
    SECTION_PRODUCTS(30, "schema SectionObject.product_items"),
    MESSAGE_PRODUCTS(30, "page cloud-api/guides/sell-products-and-services/share-products"),
    CTA_TEXT(20, "page cloud-api/messages/interactive-cta-url-messages"),
    REFERENCE_ID(35, "page cloud-api/payments-api/payments-in (reference_id)"),
    ORDER_ITEMS(999, "page cloud-api/payments-api/payments-in (items)"),
    ORDER_TEXT(60, "page cloud-api/payments-api/payments-in (descriptions)"),
    ORDER_ITEM_NAME(200, "INTERFACE 1: titles; Meta cuts longer ones in display"),
    STATUS_TEXT(120, "page cloud-api/payments-api/payments-in (order_status)"),
    ADDRESSES(10, "ours: saved addresses of one form"),
    ADDRESS_TEXT(512, "ours: a field of an address form"),
    CALLBACK_DATA(512, "page cloud-api/reference/messages (biz_opaque_callback_data)"),
    TEMPLATE_NAME(512, "page business-management-api/message-templates (name)"),
    TEMPLATE_JSON(16_384, "ours: all components of a template as JSON, whatever fields they have"),
    TEMPLATE_COMPONENTS(20, "ours: one header, one body, a button each"),
    TEMPLATE_PARAMETERS(100, "ours: parameters of one component"),
    TEMPLATE_TEXT(32768, "schema TextParameter.text"),
    TEMPLATE_HEADER(60, "page business-management-api/message-templates/components"),
    TEMPLATE_BODY(1024, "page business-management-api/message-templates/components"),
    TEMPLATE_FOOTER(60, "page business-management-api/message-templates/components"),
    TEMPLATE_BUTTONS(10, "page business-management-api/message-templates/components"),
    TEMPLATE_BUTTON_TEXT(25, "page business-management-api/message-templates/components"),
    TEMPLATE_PHONE_NUMBER(20, "page business-management-api/message-templates/components");

    private static final String ELLIPSIS = "…";

    private final int most;
    private final String source;

    Limits(int most, String source) {
        this.most = most;
        this.source = source;
    }

    /** The largest allowed number. */
    public int most() {
        return most;
    }

    /** Where the number comes from. */
    public String source() {
        return source;
    }

    /** The text, cut with an ellipsis where it is too long; a surrogate pair is never split. */
    public String cut(String text) {
        if (text.codePointCount(0, text.length()) <= most) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, most - 1)).stripTrailing() + ELLIPSIS;
    }

    /** True when the text is not too long. */
    public boolean allows(String text) {
        return text.codePointCount(0, text.length()) <= most;
    }
}
