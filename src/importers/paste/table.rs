//! A table of what was pasted: data, or only where things stand.

use super::blocks::Block;

/// A table that is open: its rows of cells, each with its blocks.
#[derive(Default)]
pub struct Table {
    pub rows: Vec<Vec<Cell>>,
    /// A table within it shows that it only lays out.
    pub is_layout: bool,
    pub lists: usize,
}

#[derive(Default)]
pub struct Cell {
    pub blocks: Vec<Block>,
    pub columns: usize,
}

impl Table {
    /// It as one block when it holds data, else what is in its cells.
    pub fn blocks(self) -> Vec<Block> {
        let rows: Vec<Vec<Cell>> = self.rows.into_iter().filter(|row| !row.is_empty()).collect();
        let columns = rows.iter().map(|row| row.iter().map(|cell| cell.columns).sum::<usize>());
        let columns = columns.max().unwrap_or_default();
        let is_one = |cell: &Cell| cell.blocks.len() <= 1;
        let is_data = !self.is_layout
            && rows.len() > 1
            && (2..=64).contains(&columns)
            && rows.iter().flatten().filter(|cell| is_one(cell)).count() * 10
                >= rows.iter().flatten().count() * 9;
        match is_data {
            true => vec![Block::table(
                columns,
                rows.into_iter()
                    .map(|row| row.into_iter().map(|cell| (cell.blocks, cell.columns)).collect()),
            )],
            false => rows.into_iter().flatten().flat_map(|cell| cell.blocks).collect(),
        }
    }
}
