"use client";
import { Component, type ReactNode } from "react";

interface StageBoundaryProps {
  /** Renders the replacement of a renderer that threw; `tryAgain` mounts that renderer again. */
  readonly fallback: (tryAgain: () => void) => ReactNode;
  readonly onCrash: () => void;
  readonly children: ReactNode;
}

/** Contains an error of a stage, so that the form stays. */
export class StageBoundary extends Component<StageBoundaryProps, { hasCrashed: boolean }> {
  override state = { hasCrashed: false };

  static getDerivedStateFromError(): { hasCrashed: boolean } {
    return { hasCrashed: true };
  }

  override componentDidCatch(): void {
    this.props.onCrash();
  }

  override render(): ReactNode {
    if (!this.state.hasCrashed) return this.props.children;
    return this.props.fallback(() => {
      this.setState({ hasCrashed: false });
    });
  }
}
