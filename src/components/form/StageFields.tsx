"use client";
import {
  type ComponentPropsWithoutRef,
  forwardRef,
  type ReactElement,
  useEffect,
  useImperativeHandle,
  useRef,
  useState,
} from "react";
import type { FormStage, StageAnswer } from "../../uia/machine/types.js";
import { useAccountForm, useIsGuest } from "../context/AccountFormContext.js";
import { useApp } from "../context/contexts.js";
import type { StageFieldsDefinition } from "../context/stageTypes.js";
import { Boundary } from "../ui/boundary/Boundary.js";
import { useFieldProblems } from "./accountProblems.js";

export declare namespace StageFields {
  type Props = Omit<ComponentPropsWithoutRef<"div">, "children">;
}

/** The fields of the app's own stages in the account form (`fields` of `defineStage()`). */
export const StageFields = forwardRef<HTMLDivElement, StageFields.Props>(
  function StageFields(props, ref) {
    const { stages } = useApp("Register.StageFields");
    const { fields, addAnswer } = useAccountForm("Register.StageFields");
    const isGuest = useIsGuest("Register.StageFields");
    const element = useRef<HTMLDivElement>(null);
    useImperativeHandle<HTMLDivElement | null, HTMLDivElement | null>(ref, () => element.current);
    const asked = fields.stages.flatMap((stage) => {
      const ofStage = stages.get(stage.type)?.fields;
      return ofStage === undefined ? [] : [{ stage, ofStage }];
    });
    const isThere = asked.length > 0;
    // After a crash the stages ask for themselves.
    const [hasCrashed, setHasCrashed] = useState(false);
    const asksHere = isThere && !hasCrashed;
    useEffect(
      () =>
        asksHere ? addAnswer(() => ({ stages: answersIn(element.current, asked) })) : undefined,
      [addAnswer, asksHere, asked],
    );
    if (!isThere) return null;
    return (
      <div ref={element} data-part="stage-fields" hidden={isGuest} {...props}>
        {asked.map(({ stage, ofStage }) => (
          <FieldsOfStage
            key={stage.type}
            stage={stage}
            Renderer={ofStage.Renderer}
            onCrash={() => {
              setHasCrashed(true);
            }}
          />
        ))}
      </div>
    );
  },
);

function FieldsOfStage({
  stage,
  Renderer,
  onCrash,
}: {
  readonly stage: FormStage;
  readonly Renderer: StageFieldsDefinition["Renderer"];
  readonly onCrash: () => void;
}): ReactElement {
  const { translator } = useApp("Register.StageFields");
  const { markEdited } = useAccountForm("Register.StageFields");
  const problem =
    useFieldProblems("stages").find(({ stages }) => stages?.includes(stage.type)) ?? null;
  return (
    // Its inputs have names of their own, which the form does not know.
    <div
      data-part="stage-field"
      data-stage={stage.type}
      data-invalid={problem === null ? undefined : ""}
      onChange={() => {
        markEdited("stages");
      }}
    >
      <Boundary fallback={nothing} onCrash={onCrash}>
        <Renderer stage={stage} problem={problem} translator={translator} />
      </Boundary>
    </div>
  );
}

const nothing = () => null;

function answersIn(
  element: HTMLElement | null,
  asked: readonly { readonly stage: FormStage; readonly ofStage: StageFieldsDefinition }[],
): Record<string, StageAnswer> {
  const answers = asked.flatMap(({ stage: { type }, ofStage }) => {
    const [own] = Array.from(element?.children ?? []).filter(
      (each) => each.getAttribute("data-stage") === type,
    );
    const answer = own === undefined ? undefined : ofStage.answer(inputsIn(own));
    return answer === undefined ? [] : [[type, answer] as const];
  });
  return Object.fromEntries(answers);
}

/** The values of one stage's inputs by name, as the form would send them. */
function inputsIn(element: Element): FormData {
  const inputs = new FormData();
  const controls = element.querySelectorAll<HTMLInputElement>("[name]");
  const [first] = controls;
  if (first?.form == null) return inputs;
  const all = new FormData(first.form);
  for (const name of new Set([...controls].map((control) => control.name))) {
    for (const value of all.getAll(name)) inputs.append(name, value);
  }
  return inputs;
}
