"use client";
import { Component, type ReactNode } from "react";

interface StageBoundaryProps {
  /** What is shown when the renderer throws. */
  readonly fallback: ReactNode;
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
    return this.state.hasCrashed ? this.props.fallback : this.props.children;
  }
}
