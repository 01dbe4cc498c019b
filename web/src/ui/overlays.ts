/** Where drawers and dialogs are put. In the body itself Ant Design would lock scrolling with a
 *  style element that carries no nonce, which the content security policy refuses. */
export function overlays(): HTMLElement {
  return document.getElementById('overlays') ?? document.body;
}
