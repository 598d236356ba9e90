import type { JSX } from 'preact';
import { Choice } from '../controls/choice.tsx';
import { NumberField } from '../controls/number-field.tsx';
import { extractorChoice } from './extractor-choice.ts';
import { changeChoices, choices, type Network } from './training-choices.ts';

const NETWORKS: readonly Network[] = ['small', 'medium', 'large'];
const NETWORK_TITLES: Readonly<Record<Network, string>> = {
  small: 'small: 2 convolutions',
  medium: 'medium: 3 convolutions',
  large: 'large: 4 convolutions',
};
const LEARNING_RATES: readonly string[] = ['0.02', '0.01', '0.005', '0.002', '0.001', '0.0001'];

/** What a visitor decides about training. */
export function TrainingControls(): JSX.Element {
  const { network, epochs, learningRate } = choices.value;
  return (
    <>
      {extractorChoice.value.kind !== 'loaded' && (
        <Choice
          label="Network"
          value={network}
          choices={NETWORKS}
          titles={NETWORK_TITLES}
          onChange={(value) => changeChoices({ network: value })}
        />
      )}
      <NumberField
        label="Epochs"
        value={epochs}
        min={1}
        max={500}
        onChange={(value) => changeChoices({ epochs: value })}
      />
      <Choice
        label="Learning rate"
        value={String(learningRate)}
        choices={LEARNING_RATES}
        onChange={(rate) => changeChoices({ learningRate: Number(rate) })}
      />
    </>
  );
}
