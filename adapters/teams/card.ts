// A card as JSON: Adaptive Card 1.5, which is what Teams draws everywhere.

export type CardElement = Readonly<Record<string, unknown>> & { readonly type: string };

export interface Card {
  readonly type: 'AdaptiveCard';
  readonly $schema: 'http://adaptivecards.io/schemas/adaptive-card.json';
  readonly version: '1.5';
  readonly body: readonly CardElement[];
  readonly actions?: readonly CardElement[];
  /** Read in place of the card where it cannot be drawn. */
  readonly fallbackText?: string;
  readonly speak?: string;
  readonly lang?: string;
  readonly msteams?: Readonly<Record<string, unknown>>;
}
