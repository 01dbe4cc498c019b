import { sendForFile } from '../../api/client';

// A stamped copy comes as a photo or as a scanner's PDF. Pictures are looked at here, so nothing has
// to be brought before it is known where to; PDF is drawn by the server, which keeps none of it.

/** Long sides, in pixels, at which a code is looked for: large ones find small codes, small ones
 *  see through noise and blur. */
const kSides = [1600, 2400, 1000, 3200];
const kPdf_bytes_max = 20 * 1024 * 1024;

export function isPdf(file: File): boolean {
  return file.type === 'application/pdf' || /\.pdf$/i.test(file.name);
}

/** True where the first page or picture can be looked at. */
export function canBeRead(file: File): boolean {
  return isPdf(file) ? file.size <= kPdf_bytes_max : file.type.startsWith('image/');
}

function pixelsOf(picture: ImageBitmap, side: number): ImageData | undefined {
  const scale = side / Math.max(picture.width, picture.height);
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  const context = canvas.getContext('2d');
  if (!context || canvas.width === 0 || canvas.height === 0) return undefined;
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

/** The text of the code on the first page, if there is one. Throws ApiProblem for a PDF that cannot
 *  be drawn; a picture that cannot be decoded has no code. */
export async function codeOn(file: File): Promise<string | undefined> {
  const source = isPdf(file)
    ? await sendForFile('post', '/api/page-pictures', {
        body: new Blob([file], { type: 'application/octet-stream' }),
      })
    : file;
  const { default: jsQR } = await import('jsqr');
  let picture: ImageBitmap;
  try {
    picture = await createImageBitmap(source);
  } catch {
    return undefined;
  }
  try {
    for (const side of kSides) {
      const pixels = pixelsOf(picture, side);
      const found = pixels && jsQR(pixels.data, pixels.width, pixels.height);
      if (found?.data) return found.data;
      // The page shows how far it is between two looks.
      await new Promise((next) => setTimeout(next));
    }
  } finally {
    picture.close();
  }
  return undefined;
}
