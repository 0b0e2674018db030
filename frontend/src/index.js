import { Page } from "./page.js";

export default {
  /** @param {{model: any, el: HTMLElement}} context */
  render({ model, el }) {
    const page = new Page(model, el);
    return () => page.close();
  },
};
