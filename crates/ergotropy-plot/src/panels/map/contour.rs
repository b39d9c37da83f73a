//! Lines of equal value through a grid: marching squares with linear interpolation.

use super::grid::Grid;

/// A line as fractions of the two axes; a closed line ends where it begins.
pub(super) type Line = Vec<(f64, f64)>;

const NONE: usize = usize::MAX;

/// The lines on which the interpolated values are `level`.
///
/// Every line has the greater values on the same side all along; lines end only at the edge of the
/// grid. In a saddle the mean of the four corners decides which corners are connected. Cost: O(nodes).
pub(super) fn lines(grid: &Grid, level: f64) -> Vec<Line> {
    let edges = Edges {
        columns: grid.columns(),
        rows: grid.rows(),
    };
    let mut links = vec![[NONE; 2]; edges.count()];
    for row in 0..grid.rows() - 1 {
        for column in 0..grid.columns() - 1 {
            for (one, other) in segments(grid, &edges, level, column, row) {
                link(&mut links, one, other);
                link(&mut links, other, one);
            }
        }
    }
    let ends = (0..links.len()).filter(|&edge| links[edge][0] != NONE && links[edge][1] == NONE);
    let starts: Vec<usize> = ends.chain(0..links.len()).collect();
    let mut seen = vec![false; links.len()];
    let mut lines = Vec::new();
    for start in starts {
        if links[start][0] == NONE || seen[start] {
            continue;
        }
        let chain = walk(&links, &mut seen, start);
        lines.push(
            chain
                .into_iter()
                .map(|edge| edges.crossing(grid, level, edge))
                .collect(),
        );
    }
    lines
}

/// Numbers of the edges between neighbouring nodes; all horizontal ones come first.
struct Edges {
    columns: usize,
    rows: usize,
}

impl Edges {
    fn count(&self) -> usize {
        2 * self.columns * self.rows
    }

    fn horizontal(&self, column: usize, row: usize) -> usize {
        row * self.columns + column
    }

    fn vertical(&self, column: usize, row: usize) -> usize {
        self.columns * self.rows + row * self.columns + column
    }

    fn crossing(&self, grid: &Grid, level: f64, edge: usize) -> (f64, f64) {
        let nodes = self.columns * self.rows;
        let upright = edge >= nodes;
        let (column, row) = ((edge % nodes) % self.columns, (edge % nodes) / self.columns);
        let (dx, dy) = if upright { (0, 1) } else { (1, 0) };
        let from = grid.at(column, row);
        let to = grid.at(column + dx, row + dy);
        let share = (level - from) / (to - from);
        (
            (column as f64 + share * dx as f64) / (self.columns - 1) as f64,
            (row as f64 + share * dy as f64) / (self.rows - 1) as f64,
        )
    }
}

/// Pairs of edges that a line connects within one cell.
fn segments(
    grid: &Grid,
    edges: &Edges,
    level: f64,
    column: usize,
    row: usize,
) -> Vec<(usize, usize)> {
    let corners = [
        grid.at(column, row),
        grid.at(column + 1, row),
        grid.at(column + 1, row + 1),
        grid.at(column, row + 1),
    ];
    let bottom = edges.horizontal(column, row);
    let right = edges.vertical(column + 1, row);
    let top = edges.horizontal(column, row + 1);
    let left = edges.vertical(column, row);
    let centre_above = corners.iter().sum::<f64>() / 4.0 > level;
    match corners.map(|corner| corner > level) {
        [false, false, false, false] | [true, true, true, true] => Vec::new(),
        [true, false, false, false] | [false, true, true, true] => vec![(left, bottom)],
        [false, true, false, false] | [true, false, true, true] => vec![(bottom, right)],
        [false, false, true, false] | [true, true, false, true] => vec![(right, top)],
        [false, false, false, true] | [true, true, true, false] => vec![(top, left)],
        [true, true, false, false] | [false, false, true, true] => vec![(left, right)],
        [false, true, true, false] | [true, false, false, true] => vec![(bottom, top)],
        [true, false, true, false] if centre_above => vec![(bottom, right), (top, left)],
        [true, false, true, false] => vec![(left, bottom), (right, top)],
        [false, true, false, true] if centre_above => vec![(left, bottom), (right, top)],
        [false, true, false, true] => vec![(bottom, right), (top, left)],
    }
}

/// Links an edge to a neighbour along a line. Each edge belongs to at most two cells, so it has at most
/// two neighbours.
fn link(links: &mut [[usize; 2]], edge: usize, neighbour: usize) {
    let place = usize::from(links[edge][0] != NONE);
    links[edge][place] = neighbour;
}

fn walk(links: &[[usize; 2]], seen: &mut [bool], start: usize) -> Vec<usize> {
    let mut chain = vec![start];
    seen[start] = true;
    let mut edge = start;
    while let Some(&next) = links[edge]
        .iter()
        .find(|&&next| next != NONE && !seen[next])
    {
        seen[next] = true;
        chain.push(next);
        edge = next;
    }
    if chain.len() > 2 && links[edge].contains(&start) {
        chain.push(start);
    }
    chain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_circle_closes_and_lies_on_its_radius() {
        let grid = Grid::tabulate(101, 101, |x, y| (x - 0.5).hypot(y - 0.5)).unwrap();
        let lines = lines(&grid, 0.3);
        assert_eq!(lines.len(), 1);
        assert_eq!(lines[0].first(), lines[0].last());
        for &(x, y) in &lines[0] {
            assert!(((x - 0.5).hypot(y - 0.5) - 0.3).abs() < 1e-4);
        }
    }

    #[test]
    fn a_plane_gives_one_open_line_from_edge_to_edge() {
        let grid = Grid::tabulate(6, 9, |x, _| x).unwrap();
        let lines = lines(&grid, 0.37);
        assert_eq!(lines.len(), 1);
        assert!(lines[0].iter().all(|&(x, _)| (x - 0.37).abs() < 1e-12));
        let ends = [lines[0][0].1, lines[0][lines[0].len() - 1].1];
        assert!(ends == [0.0, 1.0] || ends == [1.0, 0.0]);
    }

    #[test]
    fn branches_of_a_saddle_stay_apart() {
        let grid = Grid::tabulate(41, 41, |x, y| (x - 0.5) * (y - 0.5)).unwrap();
        for level in [0.01, -0.01] {
            let lines = lines(&grid, level);
            assert_eq!(lines.len(), 2);
            for &(x, y) in lines.iter().flatten() {
                assert!(((x - 0.5) * (y - 0.5) - level).abs() < 1e-3);
            }
        }
    }

    #[test]
    fn levels_outside_the_values_and_flat_grids_give_nothing() {
        let grid = Grid::tabulate(5, 5, |_, _| 1.0).unwrap();
        assert!(lines(&grid, 1.0).is_empty() && lines(&grid, 2.0).is_empty());
    }
}
