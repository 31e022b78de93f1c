"use client";
import { Component, type ReactNode, useEffect } from "react";
import { type Typed, typedIn, typeInto } from "./typed.js";

interface BoundaryProps {
  /** Renders the replacement of content that threw; `tryAgain` mounts that content again. */
  readonly fallback: (tryAgain: () => void) => ReactNode;
  readonly onCrash?: () => void;
  /** The element whose inputs keep what was typed, once the content is mounted again. */
  readonly element?: HTMLElement | null;
  readonly children: ReactNode;
}

interface BoundaryState {
  readonly hasCrashed: boolean;
  readonly round: number;
}

/** Contains an error of its content, so that all around it stays. */
export class Boundary extends Component<BoundaryProps, BoundaryState> {
  override state = { hasCrashed: false, round: 1 };
  /** The typed values, until they are back in their inputs. Nothing outside can reach them. */
  #typed: readonly Typed[] = [];

  static getDerivedStateFromError(): Partial<BoundaryState> {
    return { hasCrashed: true };
  }

  override componentDidCatch(): void {
    this.props.onCrash?.();
  }

  override getSnapshotBeforeUpdate(_: BoundaryProps, before: BoundaryState): null {
    const { element } = this.props;
    // The inputs are still there.
    if (element && this.state.hasCrashed && !before.hasCrashed) this.#typed = typedIn(element);
    return null;
  }

  override componentDidUpdate(): void {
    // React wants it beside `getSnapshotBeforeUpdate`.
  }

  override componentWillUnmount(): void {
    this.#typed = [];
  }

  override render(): ReactNode {
    const { hasCrashed, round } = this.state;
    if (hasCrashed) {
      return this.props.fallback(() => {
        this.setState({ hasCrashed: false, round: round + 1 });
      });
    }
    return (
      <>
        {this.props.children}
        {round > 1 && <AfterMount key={round} act={this.#typeAgain} />}
      </>
    );
  }

  readonly #typeAgain = (): void => {
    const { element } = this.props;
    if (element) typeInto(element, this.#typed);
    this.#typed = [];
  };
}

/** Acts after the effects of what stands before it, which may fill in other values. */
function AfterMount({ act }: { readonly act: () => void }): null {
  useEffect(act, [act]);
  return null;
}
