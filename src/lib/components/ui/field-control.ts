/** What a control inside a Field must carry so that label, hint and error belong to it: spread it onto the control. */
export type FieldControl = {
  id: string;
  required: boolean | undefined;
  'aria-describedby': string | undefined;
  'aria-invalid': 'true' | undefined;
};
