import Button from "@mui/material/Button";
import Checkbox from "@mui/material/Checkbox";
import FormHelperText from "@mui/material/FormHelperText";
import FormLabel from "@mui/material/FormLabel";
import IconButton from "@mui/material/IconButton";
import InputAdornment from "@mui/material/InputAdornment";
import Link from "@mui/material/Link";
import NativeSelect from "@mui/material/NativeSelect";
import OutlinedInput from "@mui/material/OutlinedInput";
import Switch from "@mui/material/Switch";
import Typography from "@mui/material/Typography";
import type { Elements } from "matrix-register-kit";
import { forwardRef } from "react";

/** Components of Material UI in place of native elements, for `elements`. */
export const elements: Elements = {
  Input: forwardRef((props, ref) => (
    <OutlinedInput
      fullWidth
      inputRef={ref}
      error={props["aria-invalid"] === true}
      slotProps={{ input: props }}
    />
  )),
  PasswordInput: forwardRef(({ children, ...props }, ref) => (
    <OutlinedInput
      fullWidth
      inputRef={ref}
      error={props["aria-invalid"] === true}
      slotProps={{ input: props }}
      endAdornment={<InputAdornment position="end">{children}</InputAdornment>}
    />
  )),
  Checkbox: forwardRef(({ checked, defaultChecked, ...props }, ref) => {
    const Control = props.role === "switch" ? Switch : Checkbox;
    return (
      <Control
        checked={checked}
        defaultChecked={defaultChecked}
        slotProps={{ input: { ...props, ref } }}
      />
    );
  }),
  Select: forwardRef(({ children, ...props }, ref) => (
    <NativeSelect fullWidth input={<OutlinedInput />} inputRef={ref} inputProps={props}>
      {children}
    </NativeSelect>
  )),
  Button: forwardRef(({ kind, color: _, ...props }, ref) =>
    props["aria-pressed"] === undefined ? (
      <Button
        {...props}
        ref={ref}
        variant={({ primary: "contained", secondary: "outlined", link: "text" } as const)[kind]}
      />
    ) : (
      <IconButton {...props} ref={ref} edge="end" />
    ),
  ),
  Link: forwardRef(({ kind, color: _, ...props }, ref) =>
    kind === "link" ? (
      <Link {...props} ref={ref} />
    ) : (
      <Button
        {...props}
        component="a"
        ref={ref}
        variant={kind === "primary" ? "contained" : "outlined"}
      />
    ),
  ),
  Label: forwardRef(({ color: _, ...props }, ref) =>
    props.htmlFor === undefined ? (
      <Typography {...props} component="label" ref={ref} />
    ) : (
      <FormLabel {...props} ref={ref} />
    ),
  ),
  Legend: forwardRef(({ color: _, ...props }, ref) => (
    <Typography {...props} component="legend" ref={ref} />
  )),
  Text: forwardRef(({ kind, color: _, ...props }, ref) => (
    <Typography {...props} component="p" ref={ref} variant={kind === "small" ? "body2" : "body1"} />
  )),
  Heading: forwardRef(({ level, color: _, ...props }, ref) => (
    <Typography {...props} component={`h${level}`} ref={ref} variant={level > 2 ? "h6" : "h5"} />
  )),
  Problem: forwardRef((props, ref) => <FormHelperText {...props} error ref={ref} />),
};
