/** Longer sides are made shorter: a phone's photo has ten times the bytes that anybody here needs. */
const LONGEST_PX = 2048;
const QUALITY = 0.85;

/** The browser can make no picture of the file. */
export class NoPicture extends Error {}

/**
 * A file that somebody chose, drawn anew as a JPEG: so it is of a type that every shop can see, small, and without what the
 * camera wrote into it, such as the place.
 */
export async function drawn(file: Blob): Promise<Blob> {
  const bitmap = await createImageBitmap(file).catch(() => {
    throw new NoPicture();
  });
  const scale = Math.min(1, LONGEST_PX / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const pen = canvas.getContext('2d')!;
  pen.fillStyle = '#fff'; // behind what is transparent
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return new Promise((done, failed) => {
    canvas.toBlob((blob) => (blob ? done(blob) : failed(new NoPicture())), 'image/jpeg', QUALITY);
  });
}
