import { safeUrl } from '../text/rich';

/** What names a picture: a product by its retailer_id, or a message by its id. */
export type Owner = { product: string } | { message: string };

/** The way to a picture by our own origin, whoever keeps it: its host does not hear who looks. Null for no web address. */
export function pictureOf(owner: Owner, url: unknown, handle = ownHandle()): string | null {
  if (!safeUrl(url)) return null;
  return `/chat/v1/shops/${encodeURIComponent(handle)}/pictures?${new URLSearchParams({ ...owner, url: String(url) })}`;
}

/** Of the shop whose chat this page is. */
function ownHandle(): string {
  return decodeURIComponent(location.pathname.split('/')[3] ?? '');
}
