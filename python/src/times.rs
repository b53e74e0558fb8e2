//! Points in time, dates and durations of Arrow as those of Python's `datetime`.

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Date64Type, DurationMicrosecondType, DurationMillisecondType, DurationNanosecondType,
    DurationSecondType, Time32MillisecondType, Time32SecondType, Time64MicrosecondType, Time64NanosecondType,
    TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType,
};
use arrow_array::{Array, ArrayRef};
use arrow_schema::{DataType, TimeUnit};
use pyo3::prelude::*;
use pyo3::types::PyDict;

/// What the values of a column of times are made with.
pub(crate) struct Times<'py> {
    timedelta: Bound<'py, PyAny>,
    /// 1970, in UTC where the column has a zone.
    epoch: Bound<'py, PyAny>,
    /// The zone of the column, where it is not UTC.
    zone: Option<Bound<'py, PyAny>>,
}

impl<'py> Times<'py> {
    /// For a column of a type. An error where Python does not know its zone.
    pub(crate) fn new(py: Python<'py>, kind: &DataType) -> PyResult<Times<'py>> {
        let module = py.import("datetime")?;
        let (arguments, mut zone) = (PyDict::new(py), None);
        if let DataType::Timestamp(_, Some(name)) = kind {
            let utc = module.getattr("timezone")?.getattr("utc")?;
            arguments.set_item("tzinfo", utc)?;
            zone = match &**name {
                "UTC" | "utc" | "Z" | "+00:00" | "-00:00" => None,
                offset if offset.starts_with(['+', '-']) => {
                    // As Python reads it, with or without a colon.
                    let point = module.getattr("datetime")?.call_method1("strptime", (offset, "%z"))?;
                    Some(point.getattr("tzinfo")?)
                }
                name => Some(py.import("zoneinfo")?.getattr("ZoneInfo")?.call1((name,))?),
            };
        }
        let epoch = module.getattr("datetime")?.call((1970, 1, 1), Some(&arguments))?;
        Ok(Times { timedelta: module.getattr("timedelta")?, epoch, zone })
    }

    /// The value of a row that is not null, in whole microseconds, as Python has no shorter ones.
    pub(crate) fn value(&self, array: &ArrayRef, row: usize) -> PyResult<Bound<'py, PyAny>> {
        let since =
            |(days, seconds, microseconds): (i64, i64, i64)| self.timedelta.call1((days, seconds, microseconds));
        let (days, seconds) = (|days| (days, 0, 0), |seconds| (0, seconds, 0));
        let milliseconds = |number: i64| (0, number.div_euclid(1000), number.rem_euclid(1000) * 1000);
        let microseconds = |number| (0, 0, number);
        let nanoseconds = |number: i64| (0, 0, number.div_euclid(1000));
        match array.data_type() {
            DataType::Date32 => {
                let number = array.as_primitive::<Date32Type>().value(row);
                self.epoch.add(since(days(number.into()))?)?.call_method0("date")
            }
            DataType::Date64 => {
                let number = array.as_primitive::<Date64Type>().value(row);
                self.epoch.add(since(milliseconds(number))?)?.call_method0("date")
            }
            DataType::Time32(unit) => {
                let since_midnight = match unit {
                    TimeUnit::Second => seconds(array.as_primitive::<Time32SecondType>().value(row).into()),
                    _ => milliseconds(array.as_primitive::<Time32MillisecondType>().value(row).into()),
                };
                self.epoch.add(since(since_midnight)?)?.call_method0("time")
            }
            DataType::Time64(unit) => {
                let since_midnight = match unit {
                    TimeUnit::Microsecond => microseconds(array.as_primitive::<Time64MicrosecondType>().value(row)),
                    _ => nanoseconds(array.as_primitive::<Time64NanosecondType>().value(row)),
                };
                self.epoch.add(since(since_midnight)?)?.call_method0("time")
            }
            DataType::Duration(unit) => since(match unit {
                TimeUnit::Second => seconds(array.as_primitive::<DurationSecondType>().value(row)),
                TimeUnit::Millisecond => milliseconds(array.as_primitive::<DurationMillisecondType>().value(row)),
                TimeUnit::Microsecond => microseconds(array.as_primitive::<DurationMicrosecondType>().value(row)),
                TimeUnit::Nanosecond => nanoseconds(array.as_primitive::<DurationNanosecondType>().value(row)),
            }),
            DataType::Timestamp(unit, _) => {
                let since_epoch = match unit {
                    TimeUnit::Second => seconds(array.as_primitive::<TimestampSecondType>().value(row)),
                    TimeUnit::Millisecond => milliseconds(array.as_primitive::<TimestampMillisecondType>().value(row)),
                    TimeUnit::Microsecond => microseconds(array.as_primitive::<TimestampMicrosecondType>().value(row)),
                    TimeUnit::Nanosecond => nanoseconds(array.as_primitive::<TimestampNanosecondType>().value(row)),
                };
                let point = self.epoch.add(since(since_epoch)?)?;
                match &self.zone {
                    Some(zone) => point.call_method1("astimezone", (zone,)),
                    None => Ok(point),
                }
            }
            other => Err(crate::run::fault(format!("{other} is no type of times"))),
        }
    }
}
