// Sends with each library what its README shows, and prints what it answered: one JSON document by library.
import GreatDetail from "@great-detail/whatsapp";
import { WhatsAppClient } from "@kapso/whatsapp-cloud-api";
import { WhatsAppAPI } from "whatsapp-api-js";
import { ActionList, Body, Interactive, ListSection, Location, Row, Text } from "whatsapp-api-js/messages";
import bots from "whatsapp-cloud-api";

const { BASE, TOKEN, NUMBER, WABA, TO, INBOUND } = process.env;
const picture = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==", "base64");
const answers = {};

async function greatDetail() {
  // this version of it drops the last segment of its base, so the version is said twice
  const sdk = new GreatDetail({ baseUrl: `${BASE}/v23.0`, request: { headers: { Authorization: `Bearer ${TOKEN}` } } });
  const text = await sdk.message
    .createMessage({ phoneNumberID: NUMBER, to: TO, type: "text", text: { body: "great-detail text" } }).json();
  const upload = await sdk.media
    .upload({ phoneNumberID: NUMBER, file: new Blob([picture]), mimeType: "image/png", filename: "dot.png" }).json();
  const image = await sdk.message.createMessage(
    { phoneNumberID: NUMBER, to: TO, type: "image", image: { id: upload.id, caption: "great-detail image" } }).json();
  const read = await sdk.message.createStatus({ phoneNumberID: NUMBER, status: "read", message_id: INBOUND }).json();
  const number = await sdk.phoneNumbers.getPhoneNumber({ phoneNumberID: NUMBER }).json();
  return { ids: [text.messages[0].id, image.messages[0].id], read: read.success, number: number.verified_name };
}

async function kapso() {
  const client = new WhatsAppClient({ accessToken: TOKEN, baseUrl: BASE, graphVersion: "v23.0" });
  const text = await client.messages.sendText({ phoneNumberId: NUMBER, to: TO, body: "kapso text" });
  const buttons = await client.messages.sendInteractiveButtons({
    phoneNumberId: NUMBER, to: TO, bodyText: "kapso buttons",
    buttons: [{ id: "kapso-yes", title: "Yes" }, { id: "kapso-no", title: "No" }],
  });
  const link = await client.messages.sendInteractiveCtaUrl({
    phoneNumberId: NUMBER, to: TO, bodyText: "kapso link",
    parameters: { displayText: "Open", url: "https://example.com/" },
  });
  const templates = await client.templates.list({ businessAccountId: WABA, limit: 5 });
  return {
    ids: [text, buttons, link].map((it) => it.messages[0].id),
    templates: templates.data.length,
  };
}

async function apiJs() {
  const api = new WhatsAppAPI({ token: TOKEN, secure: false, v: "v23.0" });
  const text = await api.sendMessage(NUMBER, TO, new Text("api-js text"));
  const list = await api.sendMessage(NUMBER, TO, new Interactive(
    new ActionList("Choose", new ListSection("Teas", new Row("api-js-row", "Green", "A green one"))),
    new Body("api-js list")));
  const place = await api.sendMessage(NUMBER, TO, new Location(7.1, 50.9, "Here", "Weg 1"));
  const refused = await api.sendMessage(NUMBER, "15550000000", new Text("nobody"));
  return { ids: [text, list, place].map((it) => it.messages[0].id), code: refused.error.code };
}

async function cloudApi() {
  const bot = bots.createBot(NUMBER, TOKEN);
  const text = await bot.sendText(TO, "cloud-api text");
  const list = await bot.sendList(TO, "Choose", "cloud-api list", {
    Teas: [{ id: "cloud-api-row", title: "Black", description: "A black one" }],
  });
  const buttons = await bot.sendReplyButtons(TO, "cloud-api buttons", { "cloud-api-yes": "Yes", "cloud-api-no": "No" });
  const code = await bot.sendText("15550000000", "nobody").then(() => 0, (refusal) => refusal.error.code);
  return { ids: [text, list, buttons].map((it) => it.messageId), code };
}

for (const [name, run] of Object.entries({ greatDetail, kapso, apiJs, cloudApi })) {
  try {
    answers[name] = await run();
  } catch (error) {
    answers[name] = { failed: String(error?.stack ?? JSON.stringify(error)) };
  }
}
console.log(JSON.stringify(answers));
process.exit(0);
