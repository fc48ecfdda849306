package org.zonepulse.audit.asof;

/** Takes the effects of events as they are found. Called by several threads; for one partition by one, in order of offset. */
@FunctionalInterface
public interface EffectVisitor {

    /** An event that changes something. */
    void visit(EventEffects effects);
}
