// How wide a box is, for what is drawn to fit it.

import { useLayoutEffect, useRef, useState } from "preact/hooks";

/** [ref, width in pixels]: the ref goes to the box; 0 as long as it is not seen.
 *  @returns {[any, number]} */
export function useBoxWidth() {
  const ref = useRef(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const measure = () => ref.current.clientWidth && setWidth(Math.floor(ref.current.clientWidth));
    const watch = new ResizeObserver(measure);
    measure();
    watch.observe(ref.current);
    return () => watch.disconnect();
  }, []);
  return [ref, width];
}
