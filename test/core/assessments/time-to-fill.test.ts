import { expect, test } from '@jest/globals';
import { effortOf } from '../../../scripts/time-to-fill.ts';
import { shippedAssessments } from '../../support/assessments.ts';

const versions = [...shippedAssessments().values()].flatMap((assessment) => [
  { id: assessment.id, assessment, quick: false, said: assessment.minutes },
  ...('quick' in assessment && assessment.quick.length > 0
    ? [{ id: assessment.id, assessment, quick: true, said: assessment.quickMinutes }]
    : [])
]);

test.each(versions)(
  '$id (quick: $quick) says between one and a half and two times the minutes that reading, typing and tapping take',
  ({ assessment, quick, said }) => {
    const { minutes } = effortOf(assessment, quick);
    expect(said).toBeGreaterThanOrEqual(minutes * 1.5);
    expect(said).toBeLessThanOrEqual(Math.ceil(minutes * 2));
  }
);
