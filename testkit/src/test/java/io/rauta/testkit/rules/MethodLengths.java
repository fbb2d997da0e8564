package io.rauta.testkit.rules;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Counts the lines of methods, from the type they return to the closing brace. */
final class MethodLengths {

  private static final String TABLE_OF_CASES = "Stream<";

  private MethodLengths() {}

  /**
   * Methods and constructors of {@code files} that are longer than {@code lines}, with their
   * length. The tables of cases that tests take as a stream are data and not counted.
   */
  static Map<String, Long> beyond(int lines, List<Path> files) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    Map<String, Long> found = new TreeMap<>();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  manager,
                  new DiagnosticCollector<JavaFileObject>(),
                  List.of("-proc:none"),
                  null,
                  manager.getJavaFileObjectsFromPaths(files));
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree unit : task.parse()) {
        new Counter(unit, positions, lines, found).scan(unit, null);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  private static final class Counter extends TreeScanner<Void, Void> {

    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final LineMap lineMap;
    private final int limit;
    private final Map<String, Long> found;

    Counter(
        CompilationUnitTree unit, SourcePositions positions, int limit, Map<String, Long> found) {
      this.unit = unit;
      this.positions = positions;
      this.lineMap = unit.getLineMap();
      this.limit = limit;
      this.found = found;
    }

    @Override
    public Void visitMethod(MethodTree method, Void nothing) {
      long lines = line(positions.getEndPosition(unit, method)) - start(method) + 1;
      if (lines > limit && !isTableOfCases(method)) {
        found.put(
            Path.of(unit.getSourceFile().getName()).getFileName() + "#" + method.getName(), lines);
      }
      return super.visitMethod(method, null);
    }

    private boolean isTableOfCases(MethodTree method) {
      return unit.getSourceFile().getName().contains("/src/test/")
          && String.valueOf(method.getReturnType()).startsWith(TABLE_OF_CASES);
    }

    private long start(MethodTree method) {
      Tree first = method.getReturnType() == null ? method : method.getReturnType();
      return line(positions.getStartPosition(unit, first));
    }

    private long line(long position) {
      return lineMap.getLineNumber(position);
    }
  }
}
