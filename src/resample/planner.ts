import { type Geometry, planResample, type ResamplePlan } from './plan.ts';
import type { Size } from './window.ts';

/** Plans that are remembered: cameras make few sizes, and a plan for lanczos5 takes longer than a small picture. */
const REMEMBERED = 64;

/** Makes a planner that remembers its last plans. */
export function createPlanner(): (size: Size, geometry: Geometry) => ResamplePlan {
  const plans = new Map<string, ResamplePlan>();
  return ({ width, height }, geometry) => {
    const { target, fit, interpolation } = geometry;
    const key = [width, height, target.width, target.height, fit, interpolation].join();
    const plan = plans.get(key) ?? planResample({ width, height }, geometry);
    // Putting it back makes it the youngest.
    plans.delete(key);
    plans.set(key, plan);
    if (plans.size > REMEMBERED) plans.delete(plans.keys().next().value!);
    return plan;
  };
}
