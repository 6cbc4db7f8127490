/**
 * An attachment for a picture that may fail: says so once, also where it failed before the page came to life. Not `onerror`: on a page
 * from the server that is written into the tag, where the page's own policy forbids it.
 */
export const whenBroken = (fail: () => void) => (image: HTMLImageElement) => {
  if (image.complete && image.naturalWidth === 0) {
    fail();
    return undefined;
  }
  image.addEventListener('error', fail, { once: true });
  return () => image.removeEventListener('error', fail);
};
