import type { JSX } from 'preact';
import { axisUpTo } from './chart-scale.ts';
import type { Curve, Point } from './curves.ts';

interface CurveChartProps {
  readonly title: string;
  readonly curve: Curve;
  readonly epochs: number;
  /** The top of the axis; else it follows the values. */
  readonly max?: number;
  readonly format: (value: number) => string;
}

/** In units of the drawing, which is scaled to its place. */
const WIDTH = 360;
const HEIGHT = 200;
const LEFT = 44;
const RIGHT = 8;
const TOP = 10;
const BOTTOM = 24;

/** How a quantity goes from epoch to epoch, in training and in validation. */
export function CurveChart({ title, curve, epochs, max, format }: CurveChartProps): JSX.Element {
  const values = [...curve.training, ...curve.validation].map(({ value }) => value).filter(Number.isFinite);
  const axis = axisUpTo(max ?? Math.max(...values, 0), 4);
  const x = (epoch: number): number => LEFT + (epoch / epochs) * (WIDTH - LEFT - RIGHT);
  const y = (value: number): number => HEIGHT - BOTTOM - (value / axis.max) * (HEIGHT - TOP - BOTTOM);
  const path = (points: readonly Point[]): string =>
    points
      .map(({ epoch, value }, index) => `${index === 0 ? 'M' : 'L'}${x(epoch).toFixed(1)} ${y(value).toFixed(1)}`)
      .join('');
  const last = (points: readonly Point[]): string => (points.length > 0 ? format(points.at(-1)!.value) : '–');
  const summary = `training ${last(curve.training)}, validation ${last(curve.validation)}`;
  return (
    <figure class="chart">
      <figcaption>
        {title}{' '}
        <span class="legend" aria-hidden="true">
          <span class="training">training {last(curve.training)}</span>
          <span class="validation">validation {last(curve.validation)}</span>
        </span>
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={`${title}: ${summary}`}>
        {axis.ticks.map((tick) => (
          <g key={tick} class="tick">
            <line x1={LEFT} x2={WIDTH - RIGHT} y1={y(tick)} y2={y(tick)} />
            <text x={LEFT - 6} y={y(tick) + 4} text-anchor="end">
              {format(tick)}
            </text>
          </g>
        ))}
        {axisUpTo(epochs, 6)
          .ticks.filter((tick) => Number.isInteger(tick) && tick <= epochs)
          .map((tick) => (
            <text key={tick} class="tick" x={x(tick)} y={HEIGHT - 8} text-anchor="middle">
              {tick}
            </text>
          ))}
        <path class="training" d={path(curve.training)} />
        <path class="validation" d={path(curve.validation)} />
        {curve.validation.map(({ epoch, value }) => (
          <circle key={epoch} class="validation" cx={x(epoch)} cy={y(value)} r={2.5} />
        ))}
      </svg>
    </figure>
  );
}
