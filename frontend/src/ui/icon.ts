import { h, type FunctionalComponent } from 'vue'

/*
 * Draws a Lucide icon. The package's own drawer knows much that no screen here asks for; this one takes
 * its place in the build.
 */

type Stroke = [tag: string, attributes: Record<string, string>]

const createIcon =
  ({ node }: { node: readonly Stroke[] }): FunctionalComponent<{ size?: number }> =>
  ({ size = 24, ...given }) => {
    // Its class comes to it by itself, as to every component.
    const attributes: Record<string, unknown> = { ...given }
    delete attributes.class
    return h(
      'svg',
      {
        width: size,
        height: size,
        viewBox: '0 0 24 24',
        fill: 'none',
        stroke: 'currentColor',
        'stroke-width': 2,
        'stroke-linecap': 'round',
        'stroke-linejoin': 'round',
        'aria-hidden': 'true',
        ...attributes,
      },
      node.map(([tag, points]) => h(tag, points)),
    )
  }

export default createIcon
