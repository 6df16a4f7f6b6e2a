package dev.alcove.engine;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.instrumentation.Tag;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.nodes.NodeUtil;
import com.oracle.truffle.api.strings.TruffleString;
import com.oracle.truffle.js.nodes.function.AbstractFunctionArgumentsNode;
import com.oracle.truffle.js.runtime.Strings;
import java.util.Set;

/**
 * What is given to a direct {@code eval}, which is no call of the built-in: it is measured between
 * its evaluation and the parser, which nothing stops.
 */
final class EvalArguments extends AbstractFunctionArgumentsNode {
  @Child private AbstractFunctionArgumentsNode measured;

  private EvalArguments(AbstractFunctionArgumentsNode measured) {
    this.measured = measured;
  }

  /** Puts itself around the arguments of {@code eval}, a node that has them as a child. */
  static void measure(Node eval) {
    for (Node child : NodeUtil.findNodeChildren(eval)) {
      if (child instanceof AbstractFunctionArgumentsNode arguments
          && !(child instanceof EvalArguments)) {
        EvalArguments around = new EvalArguments(arguments);
        arguments.replace(around);
        around.measured = around.insert(arguments);
      }
    }
  }

  @Override
  public int getCount(VirtualFrame frame) {
    return measured.getCount(frame);
  }

  @Override
  public Object[] executeFillObjectArray(VirtualFrame frame, Object[] arguments, int delta) {
    Object[] filled = measured.executeFillObjectArray(frame, arguments, delta);
    if (filled.length > delta && filled[delta] instanceof TruffleString text) {
      look(text);
    }
    return filled;
  }

  @TruffleBoundary
  private void look(TruffleString text) {
    BuiltInCall.atMost(Strings.length(text), TextCheck.MOST_CODE, this);
  }

  @Override
  public void materializeInstrumentableArguments() {
    measured.materializeInstrumentableArguments();
  }

  @Override
  protected AbstractFunctionArgumentsNode copyUninitialized(Set<Class<? extends Tag>> tags) {
    return new EvalArguments(cloneUninitialized(measured, tags));
  }
}
