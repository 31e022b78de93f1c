"use client";
import { Component, type ReactNode } from "react";

interface StageBoundaryProps {
  /** What is shown when the renderer throws; it can be shown once more. */
  readonly fallback: (tryAgain: () => void) => ReactNode;
  readonly onCrash: () => void;
  readonly children: ReactNode;
}

/** Keeps a stage that throws from taking the form with it. */
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
